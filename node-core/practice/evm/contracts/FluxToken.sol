// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// Practice double of FLUX on EVM chains: fixed supply to the deployer, 8 decimals, no owner, no mint, no burn.
contract FluxToken is ERC20 {
    constructor() ERC20("Flux", "FLUX") {
        _mint(msg.sender, 440_000_000 * 10 ** 8);
    }

    function decimals() public pure override returns (uint8) {
        return 8;
    }
}
